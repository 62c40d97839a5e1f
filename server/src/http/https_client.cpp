#include "http/https_client.hpp"

#include <curl/curl.h>
#include <openssl/ssl.h>

#include <boost/asio/ip/address.hpp>
#include <stdexcept>

#include "core/waiter.hpp"
#include "http/text.hpp"

namespace pomopomo::http {

namespace {

template <auto fn>
struct Deleter {
  template <class T>
  void operator()(T* pointer) const {
    fn(pointer);
  }
};

constexpr int kWakeEvery = 60'000;  // ms; whatever happens wakes the thread sooner

bool is_loopback(std::string_view host) {
  if (host == "localhost") return true;
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  boost::system::error_code bad;
  const auto address = asio::ip::make_address(host, bad);
  return !bad && address.is_loopback();
}

std::string part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
  std::string out(text);
  curl_free(text);
  return out;
}

CURLcode trust(CURL*, void* context, void* file) {
  const auto loaded =
      SSL_CTX_load_verify_file(static_cast<SSL_CTX*>(context), static_cast<const char*>(file));
  return loaded == 1 ? CURLE_OK : CURLE_SSL_CACERT_BADFILE;
}

}  // namespace

struct HttpsClient::Multi {
  Multi() : handle(curl_multi_init()) {
    if (handle == nullptr) throw std::runtime_error("libcurl cannot be used");
  }
  ~Multi() { curl_multi_cleanup(handle); }
  CURLM* handle;
};

struct HttpsClient::Transfer {
  const Options& options;
  const ClientRequest& request;
  std::unique_ptr<Waiter> waiter = nullptr;
  std::unique_ptr<CURL, Deleter<&curl_easy_cleanup>> easy = nullptr;
  std::unique_ptr<curl_slist, Deleter<&curl_slist_free_all>> headers = nullptr;
  ClientAnswer answer = {};
  CURLcode code = CURLE_OK;

  static std::size_t take(char* bytes, std::size_t, std::size_t count, void* self) {
    auto& transfer = *static_cast<Transfer*>(self);
    auto& body = transfer.answer.body;
    if (count > transfer.options.max_body - body.size()) return CURL_WRITEFUNC_ERROR;
    body.append(bytes, count);
    return count;
  }

  void prepare() {
    easy.reset(curl_easy_init());
    if (!easy) throw std::bad_alloc();
    for (const auto& line : request.headers) {
      headers.reset(curl_slist_append(headers.release(), line.c_str()));
    }
    auto* const handle = easy.get();
    const auto set = [handle](CURLoption option, auto value) {
      curl_easy_setopt(handle, option, value);
    };
    set(CURLOPT_PRIVATE, this);
    set(CURLOPT_URL, request.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");  // `allows` has looked at which
    set(CURLOPT_PROXY, "");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_QUICK_EXIT, 1L);  // a name look-up that hangs holds nobody up
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(options.deadline.count()));
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(CURLOPT_USERAGENT, "pomopomo/" POMOPOMO_VERSION);
    set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(options.max_body));
    set(CURLOPT_WRITEFUNCTION, &Transfer::take);
    set(CURLOPT_WRITEDATA, this);
    if (headers) set(CURLOPT_HTTPHEADER, headers.get());
    if (!options.ca_file.empty()) {
      set(CURLOPT_SSL_CTX_FUNCTION, &trust);
      set(CURLOPT_SSL_CTX_DATA, options.ca_file.c_str());
    }
    if (request.form) {
      set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.form->size()));
      set(CURLOPT_POSTFIELDS, request.form->c_str());
    }
  }
};

HttpsClient::HttpsClient(Options options) : options_(std::move(options)) {
  curl_global_init(CURL_GLOBAL_DEFAULT);  // counted, and safe beside other users of libcurl
  multi_ = std::make_unique<Multi>();
  thread_ = std::jthread([this] { run(); });
}

HttpsClient::~HttpsClient() {
  stopping_ = true;
  curl_multi_wakeup(multi_->handle);
  thread_.join();
  multi_.reset();
  curl_global_cleanup();
}

bool HttpsClient::allows(std::string_view url, bool insecure_loopback) {
  // By libcurl's own eyes, which are those that will read it.
  const std::unique_ptr<CURLU, Deleter<&curl_url_cleanup>> parsed(curl_url());
  if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, std::string(url).c_str(),
                              CURLU_DISALLOW_USER | CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) {
    return false;
  }
  const auto scheme = part_of(parsed.get(), CURLUPART_SCHEME);
  return scheme == "https" || (scheme == "http" && insecure_loopback &&
                               is_loopback(part_of(parsed.get(), CURLUPART_HOST)));
}

asio::awaitable<Result<ClientAnswer>> HttpsClient::send(ClientRequest request) {
  if (!allows(request.url))
    co_return fail(ErrorCode::unavailable, "insecure_url", "this address is not https");
  if (running_.fetch_add(1) >= options_.max_transfers) {
    --running_;
    co_return fail(ErrorCode::unavailable, "overloaded", "too many transfers at once");
  }
  Transfer transfer{.options = options_, .request = request};
  co_await wait_by([this, &transfer](std::unique_ptr<Waiter> waiter) {
    transfer.waiter = std::move(waiter);
    {
      const std::lock_guard lock(mutex_);
      arrived_.push_back(&transfer);
    }
    curl_multi_wakeup(multi_->handle);
  });
  if (transfer.code != CURLE_OK)
    co_return fail(ErrorCode::unavailable, "unreachable", curl_easy_strerror(transfer.code));
  co_return std::move(transfer.answer);
}

void HttpsClient::run() {
  while (!stopping_) {
    std::vector<Transfer*> arrived;
    {
      const std::lock_guard lock(mutex_);
      arrived.swap(arrived_);
    }
    for (auto* const transfer : arrived) start(*transfer);
    int running = 0;
    curl_multi_perform(multi_->handle, &running);
    int left = 0;
    while (const auto* const message = curl_multi_info_read(multi_->handle, &left)) {
      void* transfer = nullptr;
      curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
      finish(*static_cast<Transfer*>(transfer), message->data.result);
    }
    curl_multi_poll(multi_->handle, nullptr, 0, kWakeEvery, nullptr);
  }
  const std::lock_guard lock(mutex_);
  for (auto* const transfer : arrived_) start(*transfer);
  for (const auto open = started_; auto* const transfer : open)
    finish(*transfer, CURLE_ABORTED_BY_CALLBACK);
}

void HttpsClient::start(Transfer& transfer) {
  transfer.prepare();
  started_.push_back(&transfer);
  curl_multi_add_handle(multi_->handle, transfer.easy.get());
}

void HttpsClient::finish(Transfer& transfer, int code) {
  transfer.code = static_cast<CURLcode>(code);
  long status = 0;
  curl_easy_getinfo(transfer.easy.get(), CURLINFO_RESPONSE_CODE, &status);
  transfer.answer.status = static_cast<unsigned>(status);
  curl_multi_remove_handle(multi_->handle, transfer.easy.get());
  transfer.easy.reset();
  std::erase(started_, &transfer);
  --running_;
  // The transfer belongs to the coroutine that goes on now.
  const auto waiter = std::move(transfer.waiter);
  waiter->complete(nullptr);
}

Result<void> check_ca_file(const std::string& path) {
  const std::unique_ptr<X509_STORE, Deleter<&X509_STORE_free>> store(X509_STORE_new());
  if (store && X509_STORE_load_file(store.get(), path.c_str()) == 1) return {};
  return fail(ErrorCode::invalid, "no_certificate", "there is no certificate in " + path);
}

std::string encode_form(
    std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
  std::string out;
  for (const auto& [key, value] : fields) {
    if (!out.empty()) out += '&';
    out += percent_encode(key) + '=' + percent_encode(value);
  }
  return out;
}

}  // namespace pomopomo::http
