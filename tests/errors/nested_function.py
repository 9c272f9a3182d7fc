def f(x):
    def square(y):
        return y * y

    return square(x)


# ---------------------------------- message -----------------------------------------------------

# File "nested_function.py", line 2
#   def square(y):
#   ^^^^^^^^^^^^^^
# adcompile.UnsupportedSyntax: function definitions inside are not supported
# help: define it outside, with arguments
