#pragma once
// Which way mail goes.

#include <memory>

#include "accounts/mail/transport.hpp"
#include "app/config.hpp"
#include "http/origin.hpp"

namespace pomopomo::app {

// Returns: SMTP where it is configured; else the log, while only this machine can reach us; else
// nullptr, which the log tells: then nobody signs in by mail.
std::unique_ptr<accounts::Transport> make_mail_transport(const Config& config,
                                                         const http::OwnOrigin& own);

}  // namespace pomopomo::app
