"""Every measurement can be taken: each once, on a handful of sockets, with ours and with Node."""

import unittest
from concurrent.futures import ThreadPoolExecutor

from figures import FIGURES
from measurements import MEASUREMENTS, Size

HANDFUL = Size(rounds=1, seconds=0.2, warmup=0, sockets=40, timers=4, timer_ends_after=8, past_rooms=100)


class Measurements(unittest.TestCase):
    def test_each_finds_its_figures(self):
        runs = [(name, measurement.measure, start) for name, measurement in MEASUREMENTS.items()
                for start in (measurement.ours, measurement.node) if start]
        with ThreadPoolExecutor(len(runs)) as pool:  # they mostly wait
            answers = list(pool.map(lambda run: run[1](run[2], HANDFUL), runs))
        for (name, _, start), answer in zip(runs, answers, strict=True):
            for figure in FIGURES:
                if figure.measurement == name:
                    with self.subTest(figure.id, server=start.__name__):
                        self.assertIsInstance(figure.read(answer), float)
            if name == "timers":
                self.assertEqual((answer["started"], answer["latenessMs"]["count"], answer["endedTooEarly"]), (4, 4, 0))



if __name__ == "__main__":
    unittest.main()
