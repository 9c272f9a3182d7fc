def f(x, n):
    ys = []
    for i in range(n):
        ys.append(x * i)
    return sum(ys[1:])


# ---------------------------------- message -----------------------------------------------------

# File "slice_of_a_growing_list.py", line 5
#   return sum(ys[1:])
#              ^^^^^^
# adcompile.NotDifferentiable: a slice of a list that is built in a loop is not supported
# help: make an array of it, `np.array(items)`, or take its elements one by one
