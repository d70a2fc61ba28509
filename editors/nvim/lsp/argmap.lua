-- The language server of argmap, for Neovim's own client.
return {
  cmd = { 'argmap', 'lsp' },
  filetypes = { 'arg' },
  root_markers = { 'argmap.toml', 'pyproject.toml', '.git' },
}
