# What `cmake --install` and CPack put where: the program, its manual page, what completes it in shells, documents.
include(GNUInstallDirs)

# A name and an address are for whoever publishes packages to give.
set(CPACK_PACKAGE_CONTACT "The goescape maintainers <maintainers@goescape.invalid>" CACHE STRING "Who maintains packages")
option(GOESCAPE_DEBIAN "Lay files out as Debian's policy says, for a .deb" OFF)
set(debian_files ${CMAKE_CURRENT_LIST_DIR}/debian)

# The program itself writes what is generated beside it; where it cannot run here, there is nothing to install of that.
set(generated_dir ${CMAKE_CURRENT_BINARY_DIR}/share)
set(man_page ${generated_dir}/goescape.1)
set(completions ${generated_dir}/goescape.bash ${generated_dir}/_goescape ${generated_dir}/goescape.fish)
if(NOT CMAKE_CROSSCOMPILING)
  file(MAKE_DIRECTORY ${generated_dir})
  add_custom_command(OUTPUT ${man_page} ${completions} DEPENDS goescape VERBATIM
    COMMAND goescape man > ${man_page}
    COMMAND goescape completion bash > ${generated_dir}/goescape.bash
    COMMAND goescape completion zsh > ${generated_dir}/_goescape
    COMMAND goescape completion fish > ${generated_dir}/goescape.fish)
  add_custom_target(goescape_share ALL DEPENDS ${man_page} ${completions})

  if(GOESCAPE_DEBIAN)
    add_custom_command(OUTPUT ${man_page}.gz DEPENDS ${man_page} VERBATIM COMMAND gzip -9nkf ${man_page})
    add_custom_target(goescape_debian ALL DEPENDS ${man_page}.gz)
    install(FILES ${man_page}.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
    set(zsh_dir ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
  else()
    install(FILES ${man_page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
    set(zsh_dir ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
  endif()
  install(FILES ${generated_dir}/goescape.bash RENAME goescape
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
  install(FILES ${generated_dir}/_goescape DESTINATION ${zsh_dir})
  install(FILES ${generated_dir}/goescape.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
endif()

install(TARGETS goescape RUNTIME)
install(FILES README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR})
if(GOESCAPE_DEBIAN)
  # Debian wants its own changelog, compressed, and the licences in a file of its own form.
  set(debian_changelog ${CMAKE_CURRENT_BINARY_DIR}/changelog)
  configure_file(${debian_files}/changelog.in ${debian_changelog} @ONLY)
  execute_process(COMMAND gzip -9nkf ${debian_changelog} COMMAND_ERROR_IS_FATAL ANY)
  install(FILES ${debian_changelog}.gz DESTINATION ${CMAKE_INSTALL_DOCDIR})
  install(FILES ${debian_files}/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
else()
  install(FILES LICENSE CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
  install(FILES ${debian_files}/copyright RENAME THIRD-PARTY DESTINATION ${CMAKE_INSTALL_DOCDIR})
endif()

set(CPACK_PACKAGE_NAME goescape)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "tells what a Go program puts on the heap, and why")
set(CPACK_PACKAGE_DESCRIPTION
"goescape compiles a Go module with the escape analysis of the compiler
switched on and reports, package by package, what the program puts on the
heap. It compares revisions, explains what brought a change, and is a gate
for continuous integration.")
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_FILE_NAME goescape-${PROJECT_VERSION}-${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "golang-go | golang, git")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
