module example.com/left

go 1.18
