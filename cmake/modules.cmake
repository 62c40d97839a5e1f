# pomopomo_module(NAME [MODULES …] [LIBRARIES …])
#
# Makes the static library `pomopomo_NAME` from server/src/NAME/**/*.cpp, its embedded SQL from server/src/NAME/sql/*.sql,
# and the GoogleTest program `NAME_test` from the *_test.cpp files beside the code. main.cpp belongs to no module.

include(GoogleTest)
enable_testing()

# One precompiled header for everything: the standard library, Asio and JSON cost 20 s a file without it.
file(WRITE ${CMAKE_BINARY_DIR}/pch.cpp "// Carries the precompiled header that every module reuses.\n")
add_library(pomopomo_pch STATIC ${CMAKE_BINARY_DIR}/pch.cpp)
target_link_libraries(pomopomo_pch PUBLIC Boost::json Boost::url fmt::fmt spdlog::spdlog Threads::Threads)
target_precompile_headers(pomopomo_pch PRIVATE ${CMAKE_SOURCE_DIR}/server/src/core/pch.hpp)
if(CMAKE_CXX_COMPILER_LAUNCHER MATCHES ccache)
  # Without a time stamp in the header, and with ccache told to trust defines, a rebuilt header still hits the cache.
  add_compile_options(-Xclang -fno-pch-timestamp)
endif()

if(POMOPOMO_TESTS)
  find_package(GTest REQUIRED)
  find_library(RAPIDCHECK_LIBRARY rapidcheck)
endif()

function(pomopomo_module name)
  cmake_parse_arguments(arg "" "" "MODULES;LIBRARIES" ${ARGN})
  set(dir ${CMAKE_SOURCE_DIR}/server/src/${name})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${dir}/*.cpp)
  file(GLOB_RECURSE tests CONFIGURE_DEPENDS ${dir}/*_test.cpp)
  list(REMOVE_ITEM sources ${tests} ${dir}/main.cpp)
  file(GLOB statements CONFIGURE_DEPENDS ${dir}/sql/*.sql)
  if(NOT sources AND NOT statements)
    add_library(pomopomo_${name} INTERFACE)
    return()
  endif()

  if(statements)
    set(generated ${CMAKE_BINARY_DIR}/generated)
    add_custom_command(
      OUTPUT ${generated}/${name}/sql.hpp ${generated}/${name}/sql.cpp
      COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed_sql.py --module ${name}
              --out ${generated}/${name} ${statements}
      DEPENDS ${statements} ${CMAKE_SOURCE_DIR}/tools/embed_sql.py
      COMMENT "Embedding the SQL of ${name}" VERBATIM)
    list(APPEND sources ${generated}/${name}/sql.hpp ${generated}/${name}/sql.cpp)
  endif()

  add_library(pomopomo_${name} STATIC ${sources})
  target_include_directories(pomopomo_${name} PUBLIC ${CMAKE_SOURCE_DIR}/server/src ${CMAKE_BINARY_DIR}/generated)
  list(TRANSFORM arg_MODULES PREPEND pomopomo_)
  target_link_libraries(pomopomo_${name} PUBLIC ${arg_MODULES} ${arg_LIBRARIES})
  target_precompile_headers(pomopomo_${name} REUSE_FROM pomopomo_pch)

  if(POMOPOMO_TESTS AND tests)
    add_executable(${name}_test ${tests})
    target_link_libraries(${name}_test PRIVATE pomopomo_${name} GTest::gtest GTest::gmock GTest::gtest_main
                                               ${RAPIDCHECK_LIBRARY})
    target_precompile_headers(${name}_test REUSE_FROM pomopomo_pch)
    add_test(NAME ${name}_test COMMAND ${name}_test)
  endif()
endfunction()

# pomopomo_migrations(DIALECT): embeds server/migrations/DIALECT/*.sql into the storage module.
function(pomopomo_migrations dialect)
  file(GLOB steps CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/server/migrations/${dialect}/*.sql)
  set(generated ${CMAKE_BINARY_DIR}/generated/storage/${dialect}_migrations.cpp)
  add_custom_command(
    OUTPUT ${generated}
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed_migrations.py --dialect ${dialect}
            --out ${generated} ${steps}
    DEPENDS ${steps} ${CMAKE_SOURCE_DIR}/tools/embed_migrations.py
    COMMENT "Embedding the ${dialect} migrations" VERBATIM)
  target_sources(pomopomo_storage PRIVATE ${generated})
endfunction()

# pomopomo_common_passwords(NAME): embeds the list that passwords are held against into that module.
function(pomopomo_common_passwords name)
  set(generated ${CMAKE_BINARY_DIR}/generated/${name}/common_passwords.cpp)
  add_custom_command(
    OUTPUT ${generated}
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed_common_passwords.py --out ${generated}
    DEPENDS ${CMAKE_SOURCE_DIR}/tools/embed_common_passwords.py
    COMMENT "Embedding the common passwords" VERBATIM)
  target_sources(pomopomo_${name} PRIVATE ${generated})
endfunction()
