#include "reports/person_reports.hpp"

#include "reports/sql.hpp"

namespace pomopomo::reports {

accounts::Amount PersonReports::count(storage::Transaction&, PersonId, TimePoint) {
  return {};
}

void PersonReports::move(storage::Transaction& tx, PersonId from, const accounts::Caller& to,
                         TimePoint) {
  tx.execute(sql::reports::move, {{"from", from}, {"to", to.person}});
}

void PersonReports::erase(storage::Transaction& tx, PersonId whose) {
  tx.execute(sql::reports::move, {{"from", whose}, {"to", storage::Null{}}});
}

}  // namespace pomopomo::reports
