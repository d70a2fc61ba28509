autocmd BufNewFile,BufRead *.arg setfiletype arg
