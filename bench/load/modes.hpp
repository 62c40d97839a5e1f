#pragma once
// What pomopomo_load can do to a server. Each returns its figures as one JSON object.

#include <boost/json/object.hpp>

#include "options.hpp"

namespace pomopomo::load {

// Everybody comes in and sits there: CPU of a connect and of a join, memory a socket, CPU when
// idle.
boost::json::object hold(const Options& options);
// Everybody says something to the room: CPU and time of a delivered message.
boost::json::object fan_out(const Options& options);
// Everybody asks for acknowledgements, `pipeline` at a time: CPU and time of a round.
boost::json::object ask(const Options& options);
// One member of each room writes, as fast as acknowledgements come: CPU and time of a message that
// is stored, acknowledged and with everybody. Product only.
boost::json::object chat(const Options& options);
// Everybody has the room's board open and changes an element of its own, all together `rate` times
// a second: CPU and time of an update that is merged and with somebody else. Product only.
boost::json::object draw(const Options& options);
// Everybody is cut at once and comes back: how long that takes.
boost::json::object storm(const Options& options);

// Every client starts the timer of its own room and goes; later it comes back and sees the end: CPU
// of rooms that run and nobody is in, and how late ends are told. Product only.
boost::json::object timers(const Options& options);

// 64 connections ask for one path, in step: CPU of a request.
boost::json::object requests(const Options& options);

}  // namespace pomopomo::load
