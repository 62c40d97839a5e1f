// Decodes arbitrary Socket.IO packets; an event that decodes must survive being encoded and decoded
// again.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "socketio/packet.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pomopomo::socketio;
  const auto packet = decode_packet({reinterpret_cast<const char*>(data), size}, 10);
  if (!packet || packet->type != PacketType::event || packet->fault) return 0;
  const auto encoded = encode_event(packet->nsp, packet->event, packet->arguments, packet->id);
  const auto again = decode_packet(encoded.text->payload().substr(1), 10);
  if (!again || again->fault || again->nsp != packet->nsp || again->event != packet->event ||
      again->id != packet->id || again->arguments.args.size() != packet->arguments.args.size()) {
    std::abort();
  }
  return 0;
}
