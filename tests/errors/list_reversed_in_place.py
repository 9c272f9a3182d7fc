def f(x):
    squares = []
    for v in x:
        squares.append(v * v)
    squares.reverse()
    squares += [1.0]
    return squares[0]


# ---------------------------------- message -----------------------------------------------------

# File "list_reversed_in_place.py", line 5
#   squares.reverse()
#   ^^^^^^^^^^^^^^^^^
# adcompile.MissingRule: `.reverse` is not known, and may change `squares` in place
# help: pass it a copy outside the function, or write a rule for it, see docs/rules.md
#
# File "list_reversed_in_place.py", line 6
#   squares += [1.0]
#   ^^^^^^^^^^^^^^^^
# adcompile.NotDifferentiable: a derivative flows through the arithmetic of a list
# help: append to the list in a loop, or calculate with `np.array(items)`
