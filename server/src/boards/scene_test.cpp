#include "boards/scene.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

namespace pomopomo::boards {
namespace {

ElementPtr element(std::string id, std::int64_t version, std::int64_t nonce,
                   bool is_deleted = false, std::string rest = R"("x":1)") {
  return std::make_shared<const Element>(
      Element{std::move(id), version, nonce, is_deleted, std::move(rest), {}});
}

// Few ids, versions and texts, so that they meet.
rc::Gen<Elements> any_elements() {
  return rc::gen::container<Elements>(rc::gen::map(
      rc::gen::tuple(rc::gen::element<std::string>("a", "b", "c"), rc::gen::inRange(1, 4),
                     rc::gen::inRange(0, 3), rc::gen::arbitrary<bool>(),
                     rc::gen::element<std::string>("", R"("x":1)", R"("x":2)")),
      [](auto&& t) {
        return element(std::get<0>(t), std::get<1>(t), std::get<2>(t), std::get<3>(t),
                       std::get<4>(t));
      }));
}

// The elements of a scene, comparable.
std::set<std::string> texts(const Scene& scene) {
  std::set<std::string> all;
  for (const auto& one : scene.all()) all.insert(to_text(*one));
  return all;
}

std::set<std::string> merged(const std::vector<Elements>& batches) {
  Scene scene;
  for (const auto& batch : batches) scene.merge(batch);
  return texts(scene);
}

TEST(Scene, MergesInAnyOrderToTheSame) {
  EXPECT_TRUE(rc::check([] {
    const auto a = *any_elements();
    const auto b = *any_elements();
    const auto c = *any_elements();
    const auto once = merged({a, b, c});
    RC_ASSERT(merged({c, b, a}) == once);
    RC_ASSERT(merged({b, a, c}) == once);
    RC_ASSERT(merged({a, b, c, a, b}) == once);
    Scene inner;
    inner.merge(b);
    inner.merge(c);
    RC_ASSERT(merged({a, inner.all()}) == once);
  }));
}

TEST(Scene, CountsWhatItHolds) {
  EXPECT_TRUE(rc::check([] {
    Scene scene;
    for (int i = 0; i < 3; ++i) scene.merge(*any_elements());
    std::size_t bytes = 0;
    for (const auto& one : scene.all()) bytes += one->size();
    RC_ASSERT(scene.bytes() == bytes);
    const auto live = scene.live();
    RC_ASSERT(std::ranges::none_of(live, [](const auto& one) { return one->is_deleted; }));
    scene.forget_deleted(from_epoch_ms(1));
    RC_ASSERT(scene.all().size() == live.size());
  }));
}

TEST(Scene, TakesTheHigherVersionThenTheLowerNonce) {
  Scene scene;
  scene.merge(Elements{element("a", 2, 5)});
  EXPECT_TRUE(scene.merge(Elements{element("a", 1, 0)}).empty());
  EXPECT_TRUE(scene.merge(Elements{element("a", 2, 6)}).empty());
  EXPECT_EQ(scene.merge(Elements{element("a", 2, 4)}).size(), 1U);
  EXPECT_EQ(scene.merge(Elements{element("a", 3, 9, true)}).size(), 1U);
  EXPECT_TRUE(scene.live().empty());
}

TEST(Scene, RefusesVersionsThatJump) {
  Scene scene;
  const auto far = scene.check(Elements{element("a", 1, 1), element("b", Scene::kMaxJump + 1, 1)});
  ASSERT_FALSE(far);
  EXPECT_EQ(far.error().fields.front().field, "elements[1].version");
  EXPECT_TRUE(scene.check(Elements{element("b", Scene::kMaxJump, 1)}));
}

TEST(Scene, IsFullOfElementsOrBytesButLetsThemBeDeleted) {
  Scene many;
  Elements all;
  for (std::size_t i = 0; i < Scene::kMaxLive; ++i) all.push_back(element(std::to_string(i), 1, 1));
  ASSERT_TRUE(many.check(all));
  many.merge(all);
  EXPECT_EQ(many.check(Elements{element("new", 1, 1)}).error().reason, "board_full");
  EXPECT_TRUE(many.check(Elements{element("7", 2, 1)})) << "what is there may change";
  EXPECT_TRUE(many.check(Elements{element("7", 2, 1, true), element("new", 1, 1)}));

  Scene large;
  const std::string half(Scene::kMaxBytes / 2, 'x');
  large.merge(Elements{element("a", 1, 1, false, half)});
  EXPECT_EQ(large.check(Elements{element("b", 1, 1, false, half)}).error().reason, "board_full");
  EXPECT_TRUE(large.check(Elements{element("a", 2, 1, true, "")}));
}

}  // namespace
}  // namespace pomopomo::boards
