"""How long something takes, for tests of how time grows."""

import gc
import time
from collections.abc import Callable


def least_seconds(run: Callable[[], object]) -> float:
    """The least time of the processor that three runs take, without collecting what others left."""
    gc.collect()
    gc.disable()
    try:
        taken = []
        for _ in range(3):
            started = time.process_time()
            run()
            taken.append(time.process_time() - started)
        return min(taken)
    finally:
        gc.enable()
