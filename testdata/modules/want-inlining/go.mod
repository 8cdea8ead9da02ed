module example.com/wantinlining

go 1.19
