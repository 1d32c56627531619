-- Dossiers looked up by code, at random.
local token = os.getenv("TOKEN")
local size = tonumber(os.getenv("SIZE"))
function init()
  math.randomseed(os.time())
end
function request()
  local number = math.random(0, size - 1)
  local day = math.floor(number / 9000)
  local code = string.format("H36.24958-%02d%02d%02d-%04d", 10 + math.floor(day / 336), 1 + math.floor(day / 28) % 12, 1 + day % 28, 1 + number % 9000)
  return wrk.format("GET", "/api/v1/dossiers/" .. code, { ["Authorization"] = "Bearer " .. token })
end
function response(status)
  if status ~= 200 then print("status " .. status) end
end
