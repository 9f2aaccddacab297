"""How fast tellings is and how much memory it takes, on one core with one thread in every library."""
