" Argument maps: colours.

if exists('b:current_syntax')
  finish
endif

syntax case match

syntax match argComment /#.*$/ contains=argTodo,@Spell
syntax keyword argTodo TODO FIXME XXX contained

" The first word of a line.
syntax match argThesis /^\s*\zs\%(thesis\|claim\)\%(\k\|:\)\@!/ nextgroup=argName skipwhite
syntax match argSupport /^\s*\zs\%(because\|and\|assuming\)\%(\k\|:\)\@!/ nextgroup=argName skipwhite
syntax match argAttack /^\s*\zs\%(but\|unless\|contradicts\)\%(\k\|:\)\@!/ nextgroup=argName skipwhite
syntax match argSource /^\s*\zs\%(source\|quote\)\%(\k\|:\)\@!/ nextgroup=argSourceName skipwhite
syntax match argHeading /^\s*\zs\%(map\|group\|import\)\%(\k\|:\)\@!/
syntax match argKey /^\s*\zs\%(title\|author\|publisher\|date\|url\|language\|by\|note\|weight\|given\|expect\|scheme\|strength\|occurrence\|x-\k*\)\ze:/ nextgroup=argColon
syntax match argColon /:/ contained nextgroup=argConstant,argNumber,argValue skipwhite

" What stands behind it.
syntax match argName /[[:alpha:]\x80-\U10FFFF]\%(\k\|\.\)*/ contained
syntax match argSourceName /[[:alpha:]\x80-\U10FFFF]\%(\k\|\.\)*/ contained
syntax match argAs /\%("\s*\)\@<=\<as\>/ nextgroup=argSourceName skipwhite
syntax match argNumber /-\=\d\+\%(\.\d\+\)\=/ contained
syntax match argValue /[[:alpha:]\x80-\U10FFFF]\k*/ contained
syntax match argConstant /\%(yes\|in\|out\|undecided\)\k\@!/ contained
syntax region argTags matchgroup=argBracket start=/\[/ end=/\]/ oneline contains=argTag
syntax match argTag /[[:alpha:]\x80-\U10FFFF]\k*/ contained

" A string goes on over line breaks, up to a blank line.
syntax region argString start=/"/ skip=/\\./ end=/"/ end=/^\s*$/ contains=argEscape,argBadEscape,@Spell
syntax match argBadEscape /\\./ contained
syntax match argEscape /\\["\\n]/ contained

syntax sync fromstart

highlight default link argComment Comment
highlight default link argTodo Todo
highlight default link argThesis Statement
highlight default link argSupport Keyword
highlight default link argAttack Exception
highlight default link argSource Include
highlight default link argHeading PreProc
highlight default link argAs PreProc
highlight default link argKey Type
highlight default link argName Identifier
highlight default link argSourceName Identifier
highlight default link argNumber Number
highlight default link argConstant Constant
highlight default link argValue Constant
highlight default link argBracket Delimiter
highlight default link argTag Tag
highlight default link argString String
highlight default link argEscape SpecialChar
highlight default link argBadEscape Error

let b:current_syntax = 'arg'
