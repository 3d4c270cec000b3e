"""The backend that matplotlib loads by name (figures.py says when): drawn in memory, shown in the cell."""
from matplotlib.backends.backend_agg import FigureCanvasAgg as FigureCanvas  # noqa: F401

from .figures import show  # noqa: F401
