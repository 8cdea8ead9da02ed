module example.com/profiled

go 1.18

require example.com/dep v1.0.0

replace example.com/dep => ./dep
