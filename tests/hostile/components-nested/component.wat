(component(component(component(component(component(component(component(component(component(component))))))))))
