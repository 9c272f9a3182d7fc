def f(x):
    places = {}
    for i in range(len(x)):
        places[x[i]] = x[i] * i
    s = 0.0
    for key, v in places.items():
        s = s + key * v
    return s


# ---------------------------------- message -----------------------------------------------------

# File "dict_key_with_a_derivative.py", line 4
#   places[x[i]] = x[i] * i
#   ^^^^^^^^^^^^
# adcompile.NotDifferentiable: a derivative flows into the key of a dict
# help: keep the values in the dict, under keys that are indices or names
