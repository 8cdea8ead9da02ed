package shop

const size = 1 << 24

func Checksum(seed byte) int {
	var buffer [size]byte
	for i := range buffer {
		buffer[i] = seed ^ byte(i)
	}
	return int(buffer[seed])
}
