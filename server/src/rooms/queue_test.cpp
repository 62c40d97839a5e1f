#include "rooms/queue.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace pomopomo::rooms {
namespace {

// Issues 1, 2, 3, …
NewSegmentId counter() {
  return [next = std::int64_t{0}]() mutable { return SegmentId{++next}; };
}

std::vector<Segment> classic() {
  return *queue_from_template("classic", counter());
}

NewSegmentId later() {
  return [next = std::int64_t{1000}]() mutable { return SegmentId{++next}; };
}

SegmentInput input(std::string kind, std::int64_t seconds) {
  return {.id = {},
          .kind = std::move(kind),
          .label = {},
          .duration_sec = seconds,
          .counts_as_focus = {}};
}

struct Refusal {
  std::string field, rule;
};

Refusal refusal(const QueueEdit& edit) {
  const auto result = edit_queue(classic(), edit, later());
  if (result) return {"", "accepted"};
  const auto& error = result.error();
  return {error.fields.empty() ? "" : error.fields[0].field, error.reason};
}

TEST(QueueTemplates, HoldWhatTheirNamesPromise) {
  const auto lengths = [](std::string_view name) {
    std::vector<std::int64_t> minutes;
    for (const auto& s : *queue_from_template(name, counter()))
      minutes.push_back(s.duration.count() / 60);
    return minutes;
  };
  EXPECT_EQ(lengths("classic"), (std::vector<std::int64_t>{25, 5, 25, 5, 25, 5, 25, 15}));
  EXPECT_EQ(lengths("fifty_ten"), (std::vector<std::int64_t>{50, 10, 50, 10, 50, 10}));
  EXPECT_EQ(lengths("sprint"), (std::vector<std::int64_t>{15, 3, 15, 3, 15, 3, 15, 3}));
  EXPECT_TRUE(lengths("empty").empty());
  EXPECT_EQ(classic().back().kind, SegmentKind::long_break);
  EXPECT_FALSE(queue_from_template("nap", counter()));
}

TEST(EditQueue, FillsInTheLabelAndWhatCounts) {
  const auto added = *edit_queue({}, AddSegment{input("custom", 600), {}}, counter());
  EXPECT_EQ(added[0].label, "Custom");
  EXPECT_TRUE(added[0].counts_as_focus);
  auto resting = input("custom", 600);
  resting.counts_as_focus = false;
  EXPECT_FALSE(edit_queue({}, AddSegment{resting, {}}, counter())->at(0).counts_as_focus);
  auto eager = input("break", 600);
  eager.counts_as_focus = true;
  EXPECT_FALSE(edit_queue({}, AddSegment{eager, {}}, counter())->at(0).counts_as_focus)
      << "breaks never count (F3)";
}

TEST(EditQueue, ReplaceKeepsNamedSegmentsAndMakesTheOthers) {
  const auto before = classic();
  auto kept = input("focus", 1800);
  kept.id = before[2].id;
  const auto after = *edit_queue(before, ReplaceQueue{{input("break", 300), kept}}, later());
  EXPECT_EQ(after[0].id, SegmentId{1001});
  EXPECT_EQ(after[1].id, before[2].id);
  EXPECT_EQ(after[1].duration, Seconds(1800));
}

TEST(EditQueue, RefusesWhatDoesNotFitByFieldAndRule) {
  const auto first = classic()[0].id;
  const auto labelled = [](std::string label) {
    auto made = input("focus", 600);
    made.label = std::move(label);
    return AddSegment{made, {}};
  };
  auto twice = input("focus", 600);
  twice.id = first;
  auto unknown = input("focus", 600);
  unknown.id = SegmentId{77};
  struct Case {
    QueueEdit edit;
    std::string field, rule;
  };
  const Case cases[] = {
      {AddSegment{input("focus", 59), {}}, "segment.durationSec", "out_of_range"},
      {AddSegment{input("focus", 7201), {}}, "segment.durationSec", "out_of_range"},
      {AddSegment{input("focus", -1500), {}}, "segment.durationSec", "out_of_range"},
      {AddSegment{input("focus", 0), {}}, "segment.durationSec", "out_of_range"},
      {AddSegment{input("nap", 600), {}}, "segment.kind", "unknown_value"},
      {AddSegment{input("focus", 600), 9}, "index", "out_of_range"},
      {AddSegment{input("focus", 600), -1}, "index", "out_of_range"},
      {labelled("  \n "), "segment.label", "empty"},
      {labelled("\u202E\u200B"), "segment.label", "empty"},
      {labelled(std::string(101, 'x')), "segment.label", "too_long"},
      {labelled("\xFF"), "segment.label", "not_utf8"},
      {ReplaceQueue{std::vector(51, input("focus", 600))}, "segments", "too_many"},
      {ReplaceQueue{{input("focus", 600), input("focus", 1)}}, "segments[1].durationSec",
       "out_of_range"},
      {ReplaceQueue{{twice, twice}}, "segments[1].id", "duplicate"},
      {ReplaceQueue{{unknown}}, "", "unknown_segment"},
      {UpdateSegment{SegmentId{77}, {}, {}, {}, {}}, "", "unknown_segment"},
      {UpdateSegment{first, {}, {}, 30, {}}, "durationSec", "out_of_range"},
      {RemoveSegment{SegmentId{77}}, "", "unknown_segment"},
      {MoveSegment{first, 8}, "index", "out_of_range"},
      {MoveSegment{SegmentId{77}, 0}, "", "unknown_segment"},
  };
  for (const auto& c : cases) {
    const auto got = refusal(c.edit);
    EXPECT_EQ(got.field, c.field) << c.rule;
    EXPECT_EQ(got.rule, c.rule) << c.field;
  }
}

TEST(EditQueue, TakesFiftySegmentsAndNoMore) {
  const auto full = *edit_queue({}, ReplaceQueue{std::vector(50, input("focus", 600))}, counter());
  EXPECT_EQ(full.size(), 50U);
  EXPECT_EQ(edit_queue(full, AddSegment{input("focus", 600), {}}, later()).error().reason,
            "too_many");
}

TEST(EditQueue, ChangingTheKindChangesWhatCounts) {
  const auto first = classic()[0].id;
  EXPECT_FALSE(edit_queue(classic(), UpdateSegment{first, "break", {}, {}, {}}, later())
                   ->at(0)
                   .counts_as_focus);
  EXPECT_TRUE(edit_queue(classic(), UpdateSegment{first, "custom", {}, {}, {}}, later())
                  ->at(0)
                  .counts_as_focus);
}

RC_GTEST_PROP(EditQueueProperty, MovingKeepsAllSegmentsAndPutsTheMovedOneThere, ()) {
  const auto queue = classic();
  const auto from = *rc::gen::inRange<std::size_t>(0, queue.size());
  const auto to = *rc::gen::inRange<std::int64_t>(0, static_cast<std::int64_t>(queue.size()));
  const auto moved = *edit_queue(queue, MoveSegment{queue[from].id, to}, later());
  RC_ASSERT(moved[static_cast<std::size_t>(to)] == queue[from]);
  std::set<SegmentId> ids;
  for (const auto& s : moved) ids.insert(s.id);
  RC_ASSERT(ids.size() == queue.size());
}

}  // namespace
}  // namespace pomopomo::rooms
