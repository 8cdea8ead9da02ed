// Package hostile holds constants and names that try to act in what a report is shown with. None of them is run.
package hostile

var kept []any

func keep(value any) { kept = append(kept, value) }

// Try0 is about a terminal: colours, title, cursor, hyperlink, C1.
func Try0() {
	keep("\x1b[31mred\x1b]0;title\a\x1b]8;;http://x.example\x1b\\")
	keep("\u009b31m\u0090q\u009c")
	keep("\b\b\v\f\x7f")
}

// Try1 is about looks: bidi overrides and isolates, zero width, tags, a Hangul filler.
func Try1() {
	keep("a\u202eb\u2066c\u2069")
	keep("\u200bzero\u200d\ufeff")
	keep("\U000e0041\u3164")
}

// Try2 is about line ends and what some programs take for them.
func Try2() {
	keep("one\ntwo\r\nthree")
	keep("\u2028\u2029\u0085")
}

// Try3 is about HTML and XML.
func Try3() {
	keep("</script><script>hostile()</script>")
	keep("<img src=x onerror=hostile()>")
	keep("<!-- --> ]]> <![CDATA[ &amp; &lt; ' \"")
	keep("</td></table></details></code></pre>")
	keep("javascript:hostile()")
}

// Try4 is about the logs of CI systems.
func Try4() {
	keep("::error title=x::y")
	keep("%0A::error::z%0D")
	keep("##[error]a ##vso[task.setvariable]b ##teamcity[x]")
	keep("::add-mask::e ::stop-commands::t")
}

// Try5 is about spreadsheets.
func Try5() {
	keep("=cmd|'/C calc'!A0")
	keep("+1+1")
	keep("-1")
	keep("@SUM(A1)")
	keep("a;=1+1;\t=2")
	keep("\t=3")
}

// Try6 is about Markdown.
func Try6() {
	keep("![x](http://x.example/y.png) [a](javascript:hostile())")
	keep("| a | b |")
	keep("`code` ``` ~~~")
	keep("@user #1 **b** _i_ # h <http://x.example>")
	keep("[x]: http://x.example")
}

// Try7 is about templates, formats, shells.
func Try7() {
	keep("{{x}} ${x} {0} %s %n $(x)")
}

// Try8 is about what is no text.
func Try8() {
	keep("\xff\xfe\x00")
	keep("\xed\xa0\x80")
}

// Long is longer than anybody reads.
func Long() {
	keep("long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long ")
}
