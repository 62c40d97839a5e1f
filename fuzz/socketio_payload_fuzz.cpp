// Splits arbitrary polling payloads and decodes their records; what decodes must encode to the same
// record.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "socketio/engineio/packet.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pomopomo::socketio;
  engineio::PayloadReader reader({reinterpret_cast<const char*>(data), size});
  std::string storage;
  while (const auto record = reader.next()) {
    const auto packet = engineio::decode_record(*record, storage);
    if (!packet) continue;
    std::string again;
    if (packet->binary) {
      engineio::append_record(again,
                              *websocket::make_frame(websocket::Opcode::binary, packet->data));
    } else {
      engineio::append_record(again, *engineio::make_packet(packet->type, packet->data));
    }
    if (again != *record) std::abort();
  }
  return 0;
}
