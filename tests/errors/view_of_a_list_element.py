def f(x, n):
    rows = []
    for i in range(n):
        row = x * i
        rows.append(row)
        row[0] = 0.0
    return sum(rows)[0]


# ---------------------------------- message -----------------------------------------------------

# File "view_of_a_list_element.py", line 6
#   row[0] = 0.0
#   ^^^^^^
# adcompile.UnsupportedSyntax: `row` is changed in place while `rows`, which may share its memory, is still read
# help: make a copy first, `row = row.copy()`, or write `row = row + ...` instead of `+=`
