" `:compiler argmap`, then `:make` lists what argmap finds in the map.

if exists('current_compiler')
  finish
endif
let current_compiler = 'argmap'

CompilerSet makeprg=argmap\ check\ --output-format\ concise\ %:S
CompilerSet errorformat=%f:%l:%c:\ %trror[%*[^]]]\ %m,%f:%l:%c:\ %tarning[%*[^]]]\ %m,%f:%l:%c:\ %tnfo[%*[^]]]\ %m,%-G%.%#
