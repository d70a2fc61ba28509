-- Starts the language server for maps, where the program `argmap` is found.

if vim.fn.executable('argmap') == 0 then
  return
end

if vim.lsp.enable then -- Neovim 0.11 and later
  vim.lsp.enable('argmap')
  return
end

local server = dofile(vim.api.nvim_get_runtime_file('lsp/argmap.lua', false)[1])
local clients = {} -- by folder, for Neovim 0.7

local function root(buffer)
  local above = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ':p:h')
  for _, marker in ipairs(server.root_markers) do
    local path = above:gsub('[ ,]', '\\%0') .. ';'
    local found = vim.fn.findfile(marker, path)
    if found == '' then
      found = vim.fn.finddir(marker, path)
    end
    if found ~= '' then
      return vim.fn.fnamemodify(found, ':p'):gsub('/$', ''):match('(.*)/')
    end
  end
  return above
end

vim.api.nvim_create_autocmd('FileType', {
  pattern = server.filetypes,
  callback = function(event)
    local config = { name = 'argmap', cmd = server.cmd, root_dir = root(event.buf) }
    if vim.lsp.start then -- 0.8 and later
      vim.lsp.start(config)
      return
    end
    local id = clients[config.root_dir]
    if id == nil or vim.lsp.client_is_stopped(id) then
      id = vim.lsp.start_client(config)
      clients[config.root_dir] = id
    end
    vim.lsp.buf_attach_client(event.buf, id)
  end,
})
