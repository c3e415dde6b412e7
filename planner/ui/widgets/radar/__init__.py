"""The parts of the radar chart that need no pyqtgraph: what is drawn, where its labels stand, how it is painted."""
