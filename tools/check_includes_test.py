"""Tests of check_includes.py: python3 -m unittest discover -s tools -p '*_test.py'"""

import unittest

from check_includes import fault


class Directions(unittest.TestCase):
    def test_downward_and_within_a_folder_is_free(self):
        for folder, target in [
            ("app", "rooms/rooms.hpp"),
            ("rooms", "storage/database.hpp"),
            ("rooms", "rooms/timer.hpp"),
            ("rooms", "accounts/accounts.hpp"),
            ("socketio", "http/service.hpp"),
            ("core", "boost/json.hpp"),
            ("core", "local.hpp"),
        ]:
            self.assertIsNone(fault(folder, target), f"{folder} → {target}")

    def test_upward_and_around_is_refused(self):
        for folder, target in [
            ("core", "http/message.hpp"),
            ("http", "socketio/server.hpp"),
            ("http", "rooms/rooms.hpp"),
            ("socketio", "realtime/emitter.hpp"),
            ("socketio", "http/router.hpp"),
            ("storage", "rooms/timer.hpp"),
            ("accounts", "rooms/rooms.hpp"),
            ("rooms", "accounts/guests_store.hpp"),
            ("rooms", "app/config.hpp"),
        ]:
            self.assertIsNotNone(fault(folder, target), f"{folder} → {target}")


if __name__ == "__main__":
    unittest.main()
