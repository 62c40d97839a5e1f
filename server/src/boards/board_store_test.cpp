// SQL merges as memory does, and lets go of what is retired.

#include "boards/board_store.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "boards/board_files.hpp"
#include "boards/scene.hpp"
#include "storage/testing.hpp"

namespace pomopomo::boards {
namespace {

using storage::await;

constexpr BoardId kBoard{7};

ElementPtr element(std::string id, std::int64_t version, std::int64_t nonce, bool is_deleted,
                   std::string rest) {
  return std::make_shared<const Element>(
      Element{std::move(id), version, nonce, is_deleted, std::move(rest), from_epoch_ms(1'000)});
}

class BoardStoreTest : public testing::Test {
 protected:
  void save(const ElementPtr& one) {
    await(db_.db().write([&](storage::Transaction& tx) {
      const std::vector<store::Part> parts{{kBoard, {one}}};
      return store::save(tx, parts);
    }));
  }
  store::Stored load() {
    return await(
        db_.db().read([](storage::Transaction& tx) { return store::load(tx, kBoard, {}); }));
  }
  std::int64_t clean_up(TimePoint now) {
    return await(db_.db().write([now](storage::Transaction& tx) {
      return store::clean_up(tx, now, from_epoch_ms(0), 100);
    }));
  }

  storage::TestDatabase db_;
};

TEST_F(BoardStoreTest, KeepsTheSameWinnersAsAScene) {
  Scene scene;
  for (const auto& one :
       {element("a", 2, 5, false, R"("x":1)"), element("a", 1, 0, false, R"("x":2)"),
        element("a", 2, 4, false, R"("x":3)"), element("a", 2, 6, true, R"("x":4)"),
        element("a", 2, 4, true, R"("x":5)"), element("a", 2, 4, true, R"("é":"\u0000")"),
        element("a", 2, 4, true, R"("B":0)"), element("a", 2, 4, true, R"("b":0)")}) {
    scene.merge(Elements{one});
    save(one);
    const auto stored = load();
    ASSERT_EQ(stored.elements.size(), 1U);
    EXPECT_EQ(to_text(*stored.elements.front()), to_text(*scene.find("a")));
  }
  EXPECT_EQ(load().rev, 8) << "each flush has a rev of its own";
}

TEST_F(BoardStoreTest, DeletesWhatIsRetiredUnlessItIsKept) {
  save(element("a", 1, 1, false, ""));
  const auto retire = [](storage::Transaction& tx) {
    store::retire(tx, kBoard, from_epoch_ms(5'000));
  };
  await(db_.db().write(retire));
  EXPECT_EQ(clean_up(from_epoch_ms(5'000)), 0) << "not yet";
  await(db_.db().write([](storage::Transaction& tx) { store::keep(tx, kBoard); }));
  EXPECT_EQ(clean_up(from_epoch_ms(5'001)), 0) << "kept";
  await(db_.db().write(retire));
  EXPECT_EQ(clean_up(from_epoch_ms(5'001)), 2) << "its element and itself";
  EXPECT_TRUE(load().elements.empty());
}

TEST_F(BoardStoreTest, KeepsImagesAsLongAsTheBoardAndOnlySoMany) {
  const std::string bytes(11 << 20, '\x01');
  const auto add = [&](const std::string& id) {
    return await(db_.db().write([&](storage::Transaction& tx) {
      return add_file(tx, kBoard, {id, "image/png", 3, 2, bytes}, from_epoch_ms(1'000));
    }));
  };
  const auto find = [&](BoardId board, const std::string& id) {
    return await(db_.db().read([&](storage::Transaction& tx) { return find_file(tx, board, id); }));
  };
  EXPECT_TRUE(add("a"));
  EXPECT_TRUE(add("b"));
  const auto third = add("c");
  ASSERT_FALSE(third) << "more than 30 MiB";
  EXPECT_EQ(third.error().reason, "board_files_full");
  EXPECT_EQ(find(kBoard, "a")->data, bytes);
  EXPECT_FALSE(find(BoardId{8}, "a")) << "is on another board";

  await(db_.db().write(
      [](storage::Transaction& tx) { store::retire(tx, kBoard, from_epoch_ms(5'000)); }));
  EXPECT_EQ(clean_up(from_epoch_ms(5'000)), 0) << "not yet";
  EXPECT_EQ(clean_up(from_epoch_ms(5'001)), 3) << "two images and the board";
  EXPECT_FALSE(find(kBoard, "a"));
}

TEST_F(BoardStoreTest, MakesRoomForImagesByLettingOldOnesGoThatNothingNames) {
  const auto add = [&](const std::string& id, std::chrono::hours at) {
    return await(db_.db().write([&](storage::Transaction& tx) {
      return add_file(tx, kBoard, {id, "image/png", 1, 1, "x"}, from_epoch_ms(0) + at);
    }));
  };
  const auto is_there = [&](const std::string& id) {
    return await(db_.db().read(
        [&](storage::Transaction& tx) { return find_file(tx, kBoard, id).has_value(); }));
  };
  using std::chrono::hours;
  for (const auto* old : {"live", "dead", "text", "none"}) ASSERT_TRUE(add(old, hours(0)));
  for (int i = 10; i < 56; ++i) ASSERT_TRUE(add(fmt::format("no{}", i), hours(1)));
  save(element("a", 1, 1, false, R"("x":1,"fileId":"live","y":2)"));
  save(element("b", 1, 1, true, R"("fileId":"dead")"));
  save(element("c", 1, 1, false, R"("text":"\"fileId\":\"text")"));

  EXPECT_FALSE(add("more", hours(24))) << "none is a day old";
  EXPECT_TRUE(is_there("none"));
  EXPECT_TRUE(add("more", hours(25)));
  for (const auto* kept : {"live", "dead", "no10", "more"}) EXPECT_TRUE(is_there(kept)) << kept;
  for (const auto* gone : {"text", "none"}) EXPECT_FALSE(is_there(gone)) << gone;
}

}  // namespace
}  // namespace pomopomo::boards
