" Argument maps: how deep a new line goes. Indentation says what belongs to what, so a line that is
" there already is never moved: `=` leaves a map as it is.

if exists('b:did_indent')
  finish
endif
let b:did_indent = 1

setlocal indentexpr=ArgIndent(v:lnum) indentkeys=o,O,!^F,0=and,0=assuming,0=unless,0=quote autoindent
let b:undo_indent = 'setlocal indentexpr< indentkeys< autoindent<'

if exists('*ArgIndent')
  finish
endif

function! s:InString(line, column) abort
  return synIDattr(synID(a:line, a:column, 1), 'name') =~# '^arg\%(String\|Escape\|BadEscape\)$'
endfunction

" The line on which what stands at the end of a line begins, or 0.
function! s:Start(line) abort
  let line = prevnonblank(a:line)
  while line > 1 && s:InString(line, 1) && getline(line) !~# '^"'
    let line -= 1
  endwhile
  return line
endfunction

function! ArgIndent(number) abort
  let words = getline(a:number)
  if words =~# '\S' && mode() !~# '^[iR]'
    return -1
  endif
  let last = prevnonblank(a:number - 1)
  let start = s:Start(last)
  if start == 0
    return 0
  endif
  let above = getline(start)
  let depth = indent(start)
  let strings = substitute(join(getline(start, last), ' '), '\\.', '', 'g')
  if last == a:number - 1 && len(split(strings, '"', 1)) % 2 == 0 && above !~# '^\s*#'
    return depth + 2 * shiftwidth()
  endif
  " Beneath a step stand its other premises and undercuts, beneath a claim its quotations.
  if words =~# '^\s*\%(and\|assuming\|unless\)$' && above =~# '^\s*\%(because\|but\|unless\)\>'
        \ || words =~# '^\s*quote$' && above =~# '^\s*\%(thesis\|claim\|because\|but\|and\|assuming\|unless\)\>'
    return indent(a:number) == depth ? depth + shiftwidth() : -1
  endif
  if words =~# '\S'
    return -1
  endif
  return above =~# '^\s*\%(thesis\|group\|source\)\>' ? depth + shiftwidth() : depth
endfunction
