module example.com/linedirectives

go 1.18
