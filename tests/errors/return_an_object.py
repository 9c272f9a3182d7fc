class Point:
    def __init__(self, x):
        self.x = x


def f(x):
    return Point(x)


# ---------------------------------- message -----------------------------------------------------

# File "return_an_object.py", line 6
#   def f(x):
#   ^^^^^^^^^
# adcompile.UnsupportedSyntax: `f` returns an object, which is not supported
# help: return its arrays, as a dict
