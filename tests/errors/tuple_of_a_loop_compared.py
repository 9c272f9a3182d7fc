def f(x, n):
    state = ()
    for i in range(n):
        state = (*state, x * i)
    return state[0] if state == (0.0,) else state[-1]


# ---------------------------------- message -----------------------------------------------------

# File "tuple_of_a_loop_compared.py", line 5
#   return state[0] if state == (0.0,) else state[-1]
#                      ^^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: a tuple that a loop makes is, but for its elements, not supported
# help: use a list and `append`
