#pragma once
// Accounts: who somebody is. Guests, known by a secret in their cookie or token, and people who
// sign in, known by their session.
//
// Rules of the feature
//  - A public id is never a credential and a credential is never shown: the secret leaves the
//  server once, when it is made.
//  - A cookie counts only where the request proves that it comes from our own pages (HT3, WS1).
//
// This is what other features may include: the caller of a use case, how a request names one, and
// what accounts ask of those who keep something about people.

#include "accounts/guests.hpp"         // IWYU pragma: export
#include "accounts/identity.hpp"       // IWYU pragma: export
#include "accounts/personal_data.hpp"  // IWYU pragma: export
