#pragma once
// Which problems somebody reported.

#include "accounts/accounts.hpp"

namespace pomopomo::reports {

class PersonReports final : public accounts::PersonalData {
 public:
  accounts::Amount count(storage::Transaction& tx, PersonId whose, TimePoint since) override;
  void move(storage::Transaction& tx, PersonId from, const accounts::Caller& to,
            TimePoint since) override;
  // The reports stay for the operators; who sent them is forgotten.
  void erase(storage::Transaction& tx, PersonId whose) override;
};

}  // namespace pomopomo::reports
