"""Random straight-line programs against an oracle of their own."""

from adcompile.ir import verify

verify.enable()  # a program of the compiler that is not whole is a failure
