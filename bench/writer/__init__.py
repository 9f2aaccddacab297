"""What a writer's sentences become: true ones said as a model says them, false ones as a model errs, through the whole path."""
