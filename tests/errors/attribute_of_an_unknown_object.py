def f(x, model):
    model.calls = model.calls + 1
    return x * model.scale


# ---------------------------------- message -----------------------------------------------------

# File "attribute_of_an_unknown_object.py", line 2
#   model.calls = model.calls + 1
#   ^^^^^^^^^^^
# adcompile.UnsupportedSyntax: assignment to an attribute of what is only known at the call is not supported
# help: return the value instead; or specialise the derivative for an example
