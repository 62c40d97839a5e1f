#include "accounts/mail/delivery.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "accounts/mail/mail_metrics.hpp"
#include "accounts/mail/mail_texts.hpp"
#include "accounts/sql.hpp"
#include "core/json.hpp"
#include "core/log.hpp"

namespace pomopomo::accounts {

namespace {

constexpr int kLaterRetry = 12;  // times the first one's wait

std::map<std::string, std::string> read_values(std::string_view text) {
  std::map<std::string, std::string> values;
  const auto parsed = json::parse(text);
  for (const auto& [name, value] : parsed.as_object()) values.emplace(name, value.as_string());
  return values;
}

}  // namespace

void Delivery::start() {
  mails(Sending::sent);  // there to be seen from the start
  tasks_.spawn(io_.get_executor(), "mail_delivery", deliver_forever());
}

void Delivery::wake() {
  asio::post(io_, [this] { look_again(); });
}

void Delivery::look_again() {
  woken_ = true;
  timer_.cancel();
}

asio::awaitable<void> Delivery::deliver_forever() {
  if (!parts_.shared) {
    co_await parts_.db.write([](storage::Transaction& tx) { tx.execute(sql::outbox::end_leases); });
  }
  for (;;) {
    woken_ = false;
    auto pause = kLookEvery;
    try {
      pause = co_await send_what_is_due();
    } catch (const storage::StorageError& failure) {
      log::warn("outbox_unreadable", {{"error", failure.what()}});
    }
    if (woken_) continue;
    timer_.expires_after(pause);
    boost::system::error_code woken;
    co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
  }
}

asio::awaitable<Millis> Delivery::send_what_is_due() {
  for (;;) {
    const auto due = co_await next_due();
    if (!due) co_return kLookEvery;
    const auto now = parts_.clock.now();
    if (*due > now) co_return std::min(kLookEvery, *due - now);
    if (sending_ == kMostAtOnce) co_return kLookEvery;  // or when one of them is done
    auto claimed = co_await claim();
    if (!claimed) continue;
    ++sending_;
    tasks_.spawn(io_.get_executor(), "mail", send(std::move(*claimed)));
  }
}

asio::awaitable<std::optional<TimePoint>> Delivery::next_due() {
  co_return co_await parts_.db.read([](storage::Transaction& tx) {
    return tx.query_one(sql::outbox::next_due)->optional_time("at");
  });
}

asio::awaitable<std::optional<Delivery::Claimed>> Delivery::claim() {
  const auto now = parts_.clock.now();
  co_return co_await parts_.db.write([now](storage::Transaction& tx) -> std::optional<Claimed> {
    const auto row = tx.query_one(sql::outbox::claim, {{"now", now}, {"until", now + kLease}});
    if (!row) return std::nullopt;
    return Claimed{.id = row->id<MailId>("id"),
                   .mail = {.to = row->text("recipient"),
                            .kind = static_cast<MailKind>(row->integer("kind")),
                            .language = row->text("language"),
                            .values = read_values(row->text("data"))},
                   .written_at = row->time("created_at"),
                   .expires_at = row->time("expires_at"),
                   .attempt = row->integer("attempts")};
  });
}

asio::awaitable<void> Delivery::send(Claimed claimed) {
  if (claimed.expires_at <= parts_.clock.now()) {
    co_await settle(claimed, {Sending::refused, "too old"});
  } else {
    auto letter = write_letter(claimed.mail, parts_.host);
    letter.message_id = claimed.id.str();
    letter.written_at = claimed.written_at;
    co_await settle(claimed, co_await parts_.transport->send(std::move(letter)));
  }
  --sending_;
  look_again();
}

asio::awaitable<void> Delivery::settle(const Claimed& claimed, SendingResult result) {
  const auto kind = to_string(claimed.mail.kind);
  if (result.outcome == Sending::failed && claimed.attempt >= kMostAttempts)
    result.outcome = Sending::refused;
  mails(result.outcome).Increment();
  if (result.outcome == Sending::failed) {
    log::warn("mail_delayed", {{"kind", kind}, {"attempt", claimed.attempt}, {"why", result.why}});
  } else if (result.outcome == Sending::refused) {
    log::error("mail_lost", {{"kind", kind}, {"attempt", claimed.attempt}, {"why", result.why}});
  }
  const auto wait = parts_.retry_after * (claimed.attempt == 1 ? 1 : kLaterRetry);
  // Not written down, the mail is sent once more when the lease has ended.
  try {
    co_await parts_.db.write([&, due = parts_.clock.now() + wait](storage::Transaction& tx) {
      if (result.outcome == Sending::failed) {
        tx.execute(sql::outbox::put_back,
                   {{"id", claimed.id}, {"attempts", claimed.attempt}, {"due_at", due}});
      } else {
        tx.execute(sql::outbox::remove, {{"id", claimed.id}});
      }
    });
  } catch (const storage::StorageError& failure) {
    log::warn("outbox_unwritable", {{"error", failure.what()}});
  }
}

}  // namespace pomopomo::accounts
