"""The published table and charts say what was measured."""

import unittest
import xml.etree.ElementTree as xml

from charts import Row, draw
from figures import FIGURES
from measurements import MEASUREMENTS
from report import charts, table


class Report(unittest.TestCase):
    def test_each_figure_has_a_measurement(self):
        self.assertEqual({figure.measurement for figure in FIGURES} - set(MEASUREMENTS), set())

    def test_a_figure_above_its_target_is_missed(self):
        at_target, above = table({"connect": {"ours": 60, "node": 240}, "join": {"ours": 151, "node": None}}).splitlines()[2:]
        self.assertIn("| 60.0 | 240 | 4.0 | reached |", at_target)
        self.assertIn("| 151 | – | – | **missed** |", above)

    def test_a_figure_of_which_nothing_is_promised_is_neither_reached_nor_missed(self):
        row = table({"boards": {"ours": 5, "node": 10}}).splitlines()[2]
        self.assertTrue(row.endswith("| – (µs) | 5.0 | 10.0 | 2.0 | – |"), row)

    def test_bars_are_as_long_as_their_values(self):
        svg = xml.fromstring(draw("Title", "Note <&>", [Row("row", 2, 8, "µs", 4)]))
        name = "{http://www.w3.org/2000/svg}"
        widths = [float(bar.get("width")) for bar in svg.iter(f"{name}rect")][2:]
        self.assertEqual(widths[1], 4 * widths[0])
        target = list(svg.iter(f"{name}line"))[1]
        ours = list(svg.iter(f"{name}rect"))[2]
        self.assertEqual(float(target.get("x1")), float(ours.get("x")) + 2 * widths[0])

    def test_a_result_makes_every_chart(self):
        results = {"figures": {figure.id: {"ours": 1.0, "node": 2.0} for figure in FIGURES},
                   "answers": {"fan_out_20k": {side: [{"ms": dict.fromkeys(("p50", "p95", "p99", "p999"), 1.0)}]
                                               for side in ("ours", "node")},
                               "storm": {side: [{"back": {"seconds": 1.0}}] for side in ("ours", "node")}}}
        for svg in charts(results).values():
            xml.fromstring(svg)


if __name__ == "__main__":
    unittest.main()
