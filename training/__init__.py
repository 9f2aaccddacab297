"""From the open corpora to the weights that ship; torch belongs here only."""
