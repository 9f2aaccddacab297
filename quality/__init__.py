"""How good tellings is: one table of figures, each with its spread, its floor, its goal and the figure to beat."""
