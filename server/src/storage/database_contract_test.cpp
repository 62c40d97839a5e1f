#include "storage/database_contract.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>
#include <limits>

namespace pomopomo::storage {

DatabaseContract::DatabaseContract() : home_(GetParam().make()) {
  schema_ = fmt::format(
      "CREATE TABLE items (id BIGINT PRIMARY KEY, whole BIGINT, fraction DOUBLE PRECISION, text "
      "TEXT, "
      "data {}); CREATE TABLE counters (id BIGINT PRIMARY KEY, value BIGINT NOT NULL);",
      home_->blob_type());
  steps_ = {{1, "contract", "checksum-1", schema_}};
  db_ = home_->open(steps_, kQueueBound);
  db_->migrate();
}

DatabaseContract::~DatabaseContract() {
  loops_.join();
}

void DatabaseContract::reopen(std::span<const Migration> steps, std::size_t queue_bound) {
  db_.reset();
  db_ = home_->open(steps, queue_bound);
}

void DatabaseContract::insert_item(std::int64_t id) {
  await(db().write([&](Transaction& tx) { tx.execute(contract_sql::kInsert, {{"id", id}}); }));
}

std::vector<std::int64_t> DatabaseContract::items() {
  return await(db().read([](Transaction& tx) {
    std::vector<std::int64_t> ids;
    for (const Row& row : tx.query(contract_sql::kIds)) ids.push_back(row.integer("id"));
    return ids;
  }));
}

namespace {

using namespace contract_sql;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::ThrowsMessage;

// Stores the values in an item and returns it as a later transaction reads it.
class DatabaseValues : public DatabaseContract {
 protected:
  Row stored(Value whole, Value fraction, Value text, Value data) {
    await(db().write([&](Transaction& tx) {
      tx.execute(kClear);
      tx.execute(
          kInsertAll,
          {{"id", 1}, {"whole", whole}, {"fraction", fraction}, {"text", text}, {"data", data}});
    }));
    return *await(db().read([](Transaction& tx) { return tx.query_one(kFind, {{"id", 1}}); }));
  }
};
CONTRACT_FOR_EVERY_BACKEND(DatabaseValues);

TEST_P(DatabaseValues, KeepsIntegersOf64Bits) {
  using Limits = std::numeric_limits<std::int64_t>;
  for (const std::int64_t value : {Limits::min(), std::int64_t{-1}, std::int64_t{0},
                                   (std::int64_t{1} << 53) + 1, Limits::max()}) {
    EXPECT_EQ(stored(value, Null{}, Null{}, Null{}).integer("whole"), value);
  }
}

TEST_P(DatabaseValues, KeepsFractions) {
  using Limits = std::numeric_limits<double>;
  for (const double value : {0.1, -1e300, Limits::denorm_min(), Limits::max(), 3.0}) {
    EXPECT_EQ(stored(Null{}, value, Null{}, Null{}).real("fraction"), value);
  }
  EXPECT_THROW(to_value(std::nan("")), StorageError);
}

TEST_P(DatabaseValues, KeepsText) {
  for (const std::string value :
       {"", "plain", "it's; -- \"quoted\" :id", "tomate \xF0\x9F\x8D\x85 \xC3\xA9"}) {
    EXPECT_EQ(stored(Null{}, Null{}, value, Null{}).text("text"), value);
  }
}

TEST_P(DatabaseValues, KeepsEveryByteOfABlob) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all.push_back(static_cast<char>(byte));
  for (const std::string& bytes :
       {std::string(), std::string(3, '\0'), all, std::string(100'000, '\xff')}) {
    EXPECT_EQ(stored(Null{}, Null{}, Null{}, Blob{bytes}).blob("data"), bytes);
  }
}

TEST_P(DatabaseValues, TellsNullFromEmpty) {
  const Row nulls = stored(Null{}, Null{}, Null{}, Null{});
  for (const char* column : {"whole", "fraction", "text", "data"})
    EXPECT_TRUE(nulls.is_null(column));
  EXPECT_EQ(nulls.optional_text("text"), std::nullopt);
  const Row empty = stored(0, 0.0, "", Blob{});
  for (const char* column : {"whole", "fraction", "text", "data"})
    EXPECT_FALSE(empty.is_null(column));
}

TEST_P(DatabaseValues, RefusesTheWrongColumnOrKind) {
  const Row row = stored(1, Null{}, "text", Null{});
  EXPECT_THAT([&] { row.integer("text"); }, ThrowsMessage<StorageError>(HasSubstr("text")));
  EXPECT_THAT([&] { row.text("whole"); }, ThrowsMessage<StorageError>(HasSubstr("whole")));
  EXPECT_THAT([&] { row.integer("missing"); }, ThrowsMessage<StorageError>(HasSubstr("missing")));
  EXPECT_THROW(row.integer("fraction"), StorageError);
}

constexpr Statement kAmong{
    "contract/items.among",
    "SELECT id FROM items WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY id",
    "SELECT id FROM items WHERE id = ANY (:ids) ORDER BY id"};
constexpr Statement kUnfold{"contract/unfold", "SELECT value AS text FROM json_each(:texts)",
                            "SELECT text FROM unnest(:texts) AS text"};

TEST_P(DatabaseValues, TakesListsAsParameters) {
  struct Tag;
  for (const std::int64_t id : {-1, 1, 2, 3}) insert_item(id);
  const auto among = [&](const auto& ids) {
    return await(db().read([&](Transaction& tx) {
      std::vector<std::int64_t> found;
      for (const Row& row : tx.query(kAmong, {{"ids", ids}})) found.push_back(row.integer("id"));
      return found;
    }));
  };
  EXPECT_THAT(among(std::vector{-1, 3, 7}), ElementsAre(-1, 3));
  EXPECT_THAT(among(std::vector{Id<Tag>{2}}), ElementsAre(2));
  EXPECT_THAT(among(std::vector<std::int64_t>()), IsEmpty());

  const Texts texts = {
      "", "plain", "NULL", "a,b{}", R"(\ "quoted" \" 'x')", "line\nbreak \xC3\xA9"};
  EXPECT_EQ(await(db().read([&](Transaction& tx) {
              Texts found;
              for (const Row& row : tx.query(kUnfold, {{"texts", texts}}))
                found.push_back(row.text("text"));
              return found;
            })),
            texts);
}

class DatabaseStatements : public DatabaseContract {
 protected:
  // What a transaction that runs the statement fails with.
  std::string failure(const Statement& statement, Params params) {
    try {
      await(db().write([&](Transaction& tx) { tx.execute(statement, params); }));
    } catch (const StorageError& error) {
      return error.what();
    }
    return "";
  }
};
CONTRACT_FOR_EVERY_BACKEND(DatabaseStatements);

TEST_P(DatabaseStatements, NameTheStatementAndTheParameterThatIsWrong) {
  EXPECT_THAT(failure(kInsert, {}),
              testing::AllOf(HasSubstr(kInsert.name), HasSubstr("parameter id")));
  EXPECT_THAT(failure(kInsert, {{"id", 1}, {"other", 2}}),
              testing::AllOf(HasSubstr(kInsert.name), HasSubstr("other")));
  EXPECT_THAT(failure(kInsert, {{"id", 1}, {"id", 2}}), HasSubstr(kInsert.name));
  EXPECT_THAT(failure(kBroken, {}), HasSubstr(kBroken.name));
  EXPECT_THAT(items(), IsEmpty());
}

TEST_P(DatabaseStatements, TellHowManyRowsChanged) {
  insert_item(1);
  insert_item(2);
  EXPECT_EQ(await(db().write([](Transaction& tx) { return tx.execute(kClear); })), 2);
  EXPECT_EQ(await(db().write([](Transaction& tx) { return tx.execute(kClear); })), 0);
}

constexpr Statement kInsertEach{
    "contract/items.insert_each", "INSERT INTO items (id, text) VALUES (:ids, :texts)",
    "INSERT INTO items (id, text) "
    "SELECT * FROM unnest(CAST(:ids AS bigint[]), CAST(:texts AS text[]))"};

TEST_P(DatabaseStatements, RunForEachPlaceOfTheirLists) {
  const auto insert = [&](const Integers& ids, const Texts& texts) {
    await(db().write(
        [&](Transaction& tx) { tx.execute_each(kInsertEach, {{"ids", ids}, {"texts", texts}}); }));
  };
  insert({}, {});
  insert({3, 1, 2}, {"c", "it's", ""});
  EXPECT_THAT(items(), ElementsAre(1, 2, 3));
  EXPECT_THAT(
      [&] { insert({4, 5}, {"d"}); },
      ThrowsMessage<StorageError>(testing::AllOf(HasSubstr(kInsertEach.name), HasSubstr("texts"))));
  EXPECT_THROW(insert({6, 1}, {"new", "known"}), StorageError);
  EXPECT_THAT(items(), ElementsAre(1, 2, 3)) << "all or none";
  EXPECT_THROW(await(db().write([](Transaction& tx) {
                 tx.execute_each(kInsertEach, {{"ids", 1}, {"texts", Texts{"a"}}});
               })),
               StorageError);
}

TEST_P(DatabaseStatements, RefuseSeveralRowsWhereOneIsAsked) {
  insert_item(1);
  EXPECT_EQ(await(db().read([](Transaction& tx) { return tx.query_one(kIds)->integer("id"); })), 1);
  insert_item(2);
  EXPECT_THROW(await(db().read([](Transaction& tx) { return tx.query_one(kIds).has_value(); })),
               StorageError);
}

TEST_P(DatabaseStatements, CannotWriteThroughAReader) {
  EXPECT_THROW(await(db().read([](Transaction& tx) { return tx.execute(kInsert, {{"id", 1}}); })),
               StorageError);
  EXPECT_THAT(items(), IsEmpty());
}

class DatabaseTransactions : public DatabaseContract {};
CONTRACT_FOR_EVERY_BACKEND(DatabaseTransactions);

TEST_P(DatabaseTransactions, ReturnWhatTheirCodeReturns) {
  EXPECT_EQ(await(db().write([](Transaction&) { return std::string("answer"); })), "answer");
  const Result<int> result = await(db().write([](Transaction&) -> Result<int> { return 7; }));
  EXPECT_EQ(result.value(), 7);
}

TEST_P(DatabaseTransactions, RollBackOnAnErrorResult) {
  const Result<int> result = await(db().write([](Transaction& tx) -> Result<int> {
    tx.execute(kInsert, {{"id", 1}});
    return fail(ErrorCode::conflict, "taken", "Taken.");
  }));
  EXPECT_EQ(result.error().reason, "taken");
  EXPECT_THAT(items(), IsEmpty());
}

TEST_P(DatabaseTransactions, RollBackOnAnException) {
  struct Mishap {};
  EXPECT_THROW(await(db().write([](Transaction& tx) {
                 tx.execute(kInsert, {{"id", 1}});
                 throw Mishap();
               })),
               Mishap);
  EXPECT_THAT(items(), IsEmpty());
}

TEST_P(DatabaseTransactions, AreDoomedByAFailedStatementEvenIfItIsCaught) {
  insert_item(1);
  EXPECT_THROW(await(db().write([](Transaction& tx) {
                 tx.execute(kInsert, {{"id", 2}});
                 try {
                   tx.execute(kInsert, {{"id", 1}});
                 } catch (const StorageError&) {
                 }
               })),
               StorageError);
  EXPECT_THAT(items(), ElementsAre(1));
}

TEST_P(DatabaseTransactions, RunTheirEffectsInOrderAfterCommitAndBeforeTheCaller) {
  std::vector<int> seen;
  const auto caller = [](Database& db, std::vector<int>& order) -> asio::awaitable<void> {
    co_await db.write([&](Transaction& tx) {
      tx.after_commit([&] { order.push_back(1); });
      tx.after_commit([&] { order.push_back(2); });
      tx.execute(kInsert, {{"id", 1}});
      order.push_back(0);
    });
    order.push_back(3);
  };
  await(caller(db(), seen));
  EXPECT_THAT(seen, ElementsAre(0, 1, 2, 3));
}

TEST_P(DatabaseTransactions, ForgetTheirEffectsWhenRolledBack) {
  bool ran = false;
  const auto effect = [&] { ran = true; };
  const Result<void> result = await(db().write([&](Transaction& tx) -> Result<void> {
    tx.after_commit(effect);
    return fail(ErrorCode::conflict, "no", "No.");
  }));
  EXPECT_FALSE(result.has_value());
  EXPECT_THROW(await(db().write([&](Transaction& tx) {
                 tx.after_commit(effect);
                 tx.execute(kBroken);
               })),
               StorageError);
  insert_item(1);
  EXPECT_FALSE(ran);
}

TEST_P(DatabaseTransactions, AreThereAfterReopening) {
  insert_item(1);
  reopen(steps());
  EXPECT_THAT(items(), ElementsAre(1));
}

TEST_P(DatabaseTransactions, AreRefusedAfterClose) {
  db().close();
  EXPECT_THROW(insert_item(1), StorageError);
  EXPECT_THROW(items(), StorageError);
}

}  // namespace
}  // namespace pomopomo::storage
