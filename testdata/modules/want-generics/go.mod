module example.com/wantgenerics

go 1.19
