-- One submission a request, each with a key of its own.
local token = os.getenv("TOKEN")
local thread_number = 0
function setup(thread)
  thread:set("id", thread_number)
  thread_number = thread_number + 1
end
function init()
  count = 0
  salt = tostring(os.time()) .. "-" .. tostring(id) .. "-"
  body = '{"procedure":"2.000815","applicant":{"name":"Nguyễn Văn Mẫu","personal_number":"068090000101","phone":"0900000111"},"originals":[{"name":"Bằng tốt nghiệp","pages":2,"copies":1}]}'
end
function request()
  count = count + 1
  return wrk.format("POST", "/api/v1/dossiers", {
    ["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json", ["Idempotency-Key"] = salt .. count,
  }, body)
end
function response(status)
  if status ~= 201 then print("status " .. status) end
end
