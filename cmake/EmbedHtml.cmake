# Makes html_page.cpp out of the sources of the HTML report, for lib/render/html_page.h. Run by the build:
# cmake -DSOURCE_DIR=lib/render/html -DOUTPUT=html_page.cpp -P cmake/EmbedHtml.cmake
#
# Styles and scripts stand in the page itself, each allowed by its hash in the Content-Security-Policy
# (https://www.w3.org/TR/CSP3/#grammardef-hash-source). Needs nothing but CMake.
cmake_minimum_required(VERSION 3.25)

# The base64 (RFC 4648) of bytes given in hex, for 32 of them: ten groups of three and one of two.
function(base64_of_sha256 hex out)
  set(alphabet "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  set(base64 "")
  foreach(begin RANGE 0 60 6)
    string(SUBSTRING "${hex}00" ${begin} 6 group)
    foreach(shift 18 12 6 0)
      math(EXPR index "(0x${group} >> ${shift}) & 63")
      string(SUBSTRING "${alphabet}" ${index} 1 digit)
      string(APPEND base64 "${digit}")
    endforeach()
  endforeach()
  string(REGEX REPLACE ".$" "=" base64 "${base64}")  # The last digit stood for the byte that was added.
  set(${out} "${base64}" PARENT_SCOPE)
endfunction()

# `'sha256-…'` for the content of an element. HTML must not find the end of the element, or a comment, within it.
function(hash_source content out)
  string(TOLOWER "${content}" lower)
  foreach(forbidden "</script" "</style" "<!--" "\r")
    string(FIND "${lower}" "${forbidden}" at)
    if(NOT at EQUAL -1)
      message(FATAL_ERROR "a style or a script of lib/render/html holds ${forbidden}")
    endif()
  endforeach()
  string(SHA256 hex "${content}")
  base64_of_sha256("${hex}" base64)
  set(${out} "'sha256-${base64}'" PARENT_SCOPE)
endfunction()

# The files one behind the other. References to source maps are left out: there is nowhere to load them from.
function(joined out)
  set(text "")
  foreach(name IN LISTS ARGN)
    file(READ "${SOURCE_DIR}/${name}" content)
    string(REGEX REPLACE "//# sourceMappingURL=[^\n]*\n?" "" content "${content}")
    string(APPEND text "${content}")
  endforeach()
  set(${out} "${text}" PARENT_SCOPE)
endfunction()

# A script element with this content; its hash is added to the list `script_hashes` of the caller.
function(script_element content out)
  hash_source("${content}" hash)
  set(script_hashes "${script_hashes} ${hash}" PARENT_SCOPE)
  set(${out} "<script>${content}</script>\n" PARENT_SCOPE)
endfunction()

# CommonJS modules as one script that defines `name` as what the first of them exports.
function(module_script name out)
  set(text "const ${name} = (() => {\nconst process = {env: {NODE_ENV: \"production\"}};\nconst modules = {\n")
  foreach(path IN LISTS ARGN)
    cmake_path(GET path FILENAME file)
    joined(content ${path})
    string(APPEND text "\"./${file}\": (exports, require) => {\n${content}\n},\n")
  endforeach()
  list(GET ARGN 0 first)
  cmake_path(GET first FILENAME file)
  string(APPEND text "};\nconst loaded = {};\nconst require = (name) => {\nif (!loaded[name]) {\nloaded[name] = {};\n"
                     "modules[name](loaded[name], require);\n}\nreturn loaded[name];\n};\n"
                     "return require(\"./${file}\");\n})();\n")
  set(${out} "${text}" PARENT_SCOPE)
endfunction()

function(html_escaped text out)
  string(REPLACE "&" "&amp;" text "${text}")
  string(REPLACE "<" "&lt;" text "${text}")
  string(REPLACE ">" "&gt;" text "${text}")
  set(${out} "${text}" PARENT_SCOPE)
endfunction()

# What the page says of the libraries in it: name, version, purpose, licence and its text.
function(library_notices out)
  file(READ "${SOURCE_DIR}/vendor/libraries.json" list)
  string(JSON count LENGTH "${list}")
  math(EXPR last "${count} - 1")
  set(text "")
  foreach(index RANGE ${last})
    foreach(member name version license folder purpose)
      string(JSON ${member} GET "${list}" ${index} ${member})
    endforeach()
    file(READ "${SOURCE_DIR}/vendor/${folder}/LICENSE" license_text)
    html_escaped("${license_text}" license_text)
    string(APPEND text "<details><summary>${name} ${version} <span>${purpose}; ${license}</span></summary>"
                       "<pre tabindex=\"0\" aria-label=\"Licence of ${name}\">${license_text}</pre></details>\n")
  endforeach()
  set(${out} "${text}" PARENT_SCOPE)
endfunction()

set(styles style/base.css style/overview.css style/findings.css style/source.css style/print.css)
set(scripts
  script/dom.js script/words.js script/data.js script/state.js script/query.js script/counts.js script/list.js
  script/alerts.js script/treemap.js script/bars.js script/changes.js script/trend.js script/overview.js script/filters.js
  script/table.js script/flow.js script/source.js script/detail.js script/print.js script/main.js)

set(script_hashes "")
joined(theme script/theme.js)
script_element("${theme}" theme_script)
joined(d3 vendor/d3-hierarchy/d3-hierarchy.min.js)
script_element("${d3}" d3_script)
module_script(VirtualCore virtual_core vendor/virtual-core/index.cjs vendor/virtual-core/utils.cjs
  vendor/virtual-core/lazy-measurements.cjs vendor/virtual-core/scroll-classifier.cjs vendor/virtual-core/ios-gesture.cjs)
script_element("${virtual_core}" virtual_core_script)
joined(prism vendor/prismjs/prism-core.min.js vendor/prismjs/prism-clike.min.js vendor/prismjs/prism-go.min.js)
script_element("globalThis.Prism = {manual: true};\n${prism}" prism_script)
joined(own ${scripts})
script_element("(() => {\n\"use strict\";\n${own}})();\n" own_script)

joined(style ${styles})
hash_source("${style}" style_hash)
library_notices(notices)

set(policy "default-src 'none'; script-src${script_hashes}; style-src ${style_hash}; img-src data:; base-uri 'none'; ")
string(APPEND policy "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'")

joined(page page.html)
foreach(part policy style theme_script notices)
  string(REPLACE "@${part}@" "${${part}}" page "${page}")
endforeach()
string(FIND "${page}" "@data@" cut)
if(cut EQUAL -1)
  message(FATAL_ERROR "page.html has no place for the data")
endif()
string(SUBSTRING "${page}" 0 ${cut} head)
math(EXPR cut "${cut} + 7")
string(SUBSTRING "${page}" ${cut} -1 end)

# Raw text literals; what could end them must not occur.
function(definition name content out)
  string(FIND "${content}" ")goescape\"" at)
  if(NOT at EQUAL -1)
    message(FATAL_ERROR "the page holds )goescape\"")
  endif()
  set(${out} "const std::string_view ${name} = R\"goescape(${content})goescape\";\n" PARENT_SCOPE)
endfunction()

definition(kHtmlHead "${head}" head_definition)
definition(kHtmlScripts "${d3_script}${virtual_core_script}${prism_script}${own_script}" scripts_definition)
definition(kHtmlEnd "${end}" end_definition)
file(WRITE "${OUTPUT}" "// Made by cmake/EmbedHtml.cmake.\n#include \"render/html_page.h\"\n\nnamespace goescape {\n\n"
  "${head_definition}${scripts_definition}${end_definition}\n}  // namespace goescape\n")
