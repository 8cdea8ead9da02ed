module example.com/wantkinds

go 1.19
