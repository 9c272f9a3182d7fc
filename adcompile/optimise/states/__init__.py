"""Writes that other names can see: from arrays that change to values that do not.

    y = x[1:]               y = x[1:]
    y *= w           =>     y@1 = y * w
    s = np.sum(x)           x@1 = x with [1:] = y@1
    return s + y[0]         s = np.sum(x@1)
                            y@2 = x@1[1:]
                            return s + y@2[0]

Before this pass a variable stands for an array, the object, that a write changes under all of its names.
Behind it, as anywhere else in the compiler, for the contents at one time.  Each array that is made or given is
a base, with one variable for its state now.  What is a view of it for certain has a place: the base, and the
steps from there.  A write through a place makes a new state of the base; what is read at a place after that is
taken from that state again.  In the text nothing is: `optimise.objects` knows what is the same memory.

Where it is not known whether something is a number, which nobody sees changing, or an array, the program asks:

    p = y[i]                           p = y[i]
    y[i] = 0.0         =>              y@1 = y with [i] = 0.0
    return p * np.sum(y)               p@1 = y@1[i] if isinstance(p, np.ndarray) else p

What may be a view of something in another way is a base of its own, and left to `analysis.aliases`, which
refuses what is still seen by others.
"""

from adcompile.optimise.states.walk import follow_writes

__all__ = ["follow_writes"]
