" Argument maps: what is a comment, a level, a name.

if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal comments=:# commentstring=#\ %s formatoptions-=t formatoptions+=croql
setlocal expandtab shiftwidth=2 softtabstop=2
setlocal iskeyword=@,48-57,_,-,192-255
setlocal include=^\\s*import\\>\\s*" suffixesadd=.arg
setlocal define=^\\s*\\%(thesis\\\|claim\\\|because\\\|but\\\|and\\\|assuming\\\|unless\\\|source\\)\\>

let b:undo_ftplugin = 'setlocal comments< commentstring< formatoptions< expandtab< shiftwidth<'
      \ .. ' softtabstop< iskeyword< include< suffixesadd< define<'
