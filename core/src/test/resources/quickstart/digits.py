import numpy, torch
from sklearn.datasets import load_digits
from torch import nn

x, y = (torch.tensor(array) for array in load_digits(return_X_y=True))
net = nn.Sequential(nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 64), nn.ReLU(), nn.Linear(64, 10))
adam = torch.optim.Adam(net.parameters())
for _ in range(200): adam.zero_grad(); nn.functional.cross_entropy(net(x.float()), y).backward(); adam.step()
torch.onnx.export(net.eval(), (x[:2].float(),), "digits.onnx", dynamic_shapes=[{0: "rows"}], external_data=False)
numpy.save("digits.npy", x[:10].float())
